package dev.sallyport.lambda.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The receiver's package knows fewer services than the SDK, and calls those that it knows at the same addresses. */
@EnabledIfSystemProperty(
        named = "sallyport.receiver.jar",
        matches = ".+",
        disabledReason = "looks at the jar, which is made after the unit tests")
class PackagedAddressesIT {

    private static final String OF_THE_SDK = "software.amazon.awssdk.regions.GeneratedServiceMetadataProvider";

    private Map<String, String> whole = Map.of();

    @BeforeEach
    void askTheWholeSdk() {
        whole = new Addresses().get();
    }

    @Test
    void shouldCallServicesWhereTheSdkCallsThem() throws Exception {
        URL jar = Path.of(System.getProperty("sallyport.receiver.jar")).toUri().toURL();
        URL tests = Addresses.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader alone = new URLClassLoader(new URL[] {jar, tests}, ClassLoader.getPlatformClassLoader())) {
            Supplier<?> packaged = (Supplier<?>)
                    alone.loadClass(Addresses.class.getName()).getConstructor().newInstance();

            assertThat(packaged.getClass()).isNotEqualTo(Addresses.class);
            assertThat(packaged.get()).isEqualTo(whole);
            assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> alone.loadClass(OF_THE_SDK));
        }
    }

    @Test
    void shouldHaveAskedForAddressesOfAllPartitions() {
        assertThat(whole)
                .containsEntry("call of sqs in us-east-1", "https://sqs.us-east-1.amazonaws.com/")
                .containsEntry("call of s3 in eu-central-1", "https://bucket.s3.eu-central-1.amazonaws.com/key")
                .containsEntry("call of dynamodb in cn-north-1", "https://dynamodb.cn-north-1.amazonaws.com.cn/")
                .containsEntry(
                        "call of secretsmanager in us-gov-west-1",
                        "https://secretsmanager.us-gov-west-1.amazonaws.com/");
    }
}
