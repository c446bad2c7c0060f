package dev.sallyport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.architecture.law.Product;
import dev.sallyport.infra.function.Setting;
import dev.sallyport.infra.function.WebhookFunction;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** STYLE habit 11: the names by which a template refers to code are those of the code, though neither knows the other. */
class DeploymentNamesTest {

    private static final Pattern VARIABLE = Pattern.compile("SALLYPORT_[A-Z]+(?:_[A-Z]+)*");

    /** What has a default that suits every deployment, so that the template leaves it out. */
    private static final String LOG_LEVEL = "SALLYPORT_LOG_LEVEL";

    @ParameterizedTest
    @EnumSource
    void shouldNameHandlersThatTheRuntimeCanUse(WebhookFunction function) throws ReflectiveOperationException {
        String[] handler = function.handler().split("::", -1);

        assertThat(handler).hasSize(2);
        Class<?> type = Class.forName(handler[0]);
        assertThat(Modifier.isPublic(type.getConstructor().getModifiers())).isTrue();
        assertThat(Arrays.stream(type.getMethods()))
                .anyMatch(method -> method.getName().equals(handler[1]));
    }

    @Test
    void shouldSetTheVariablesThatFunctionsRead() throws IOException {
        Set<String> set = new TreeSet<>(Set.of(LOG_LEVEL));
        Arrays.stream(Setting.values()).map(Setting::variable).forEach(set::add);

        assertThat(variablesIn(Product.root().resolve("webhook-lambda-entrypoints/target/classes")))
                .isEqualTo(set);
    }

    /** Names of variables are constants, which stand in class files as they are spelt. */
    private static Set<String> variablesIn(Path classes) throws IOException {
        Set<String> variables = new TreeSet<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                Matcher names = VARIABLE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
                while (names.find()) {
                    variables.add(names.group());
                }
            }
        }
        return variables;
    }
}
