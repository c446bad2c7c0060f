package dev.sallyport.emulation.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeClientTest {

    @ParameterizedTest
    @CsvSource({
        "amd64,false,libaws-lambda-jni.linux-x86_64.so",
        "aarch64,false,libaws-lambda-jni.linux-aarch_64.so",
        "amd64,true,libaws-lambda-jni.linux_musl-x86_64.so",
        "aarch64,true,libaws-lambda-jni.linux_musl-aarch_64.so"
    })
    void shouldNameTheLibraryOfTheMachine(String architecture, boolean musl, String name) {
        assertThat(NativeClient.nameFor(architecture, musl)).isEqualTo(name);
    }
}
