package dev.sallyport.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.infra.synthesis.RequiresNode;
import dev.sallyport.infra.synthesis.Synthesis;
import dev.sallyport.infra.synthesis.TemplateView;
import dev.sallyport.infra.synthesis.TemplateView.Part;
import dev.sallyport.infra.synthesis.Variant;
import java.util.List;
import org.junit.jupiter.api.Test;

@RequiresNode
class SecretsTemplateTest {

    private static final String SECRET = "AWS::SecretsManager::Secret";

    private final TemplateView template = Synthesis.of(Variant.DEFAULTS);

    @Test
    void shouldMakeOneEntryForEachNameOfTheConfiguration() {
        assertThat(template.all(SECRET).stream().map(secret -> secret.text("Properties.Name")))
                .containsExactlyInAnyOrder(
                        "hooks/acme", "hooks/stripe", "hooks/stripe-before", "webhook-master-key-test");
        assertThat(template.one(SECRET, "Name", "hooks/acme").text("Properties.Description"))
                .isEqualTo("Signs webhooks of acme, busy, asana");
    }

    @Test
    void shouldHoldNoValue() {
        assertThat(template.all(SECRET))
                .allSatisfy(secret ->
                        assertThat(secret.find("Properties.SecretString")).isNull());
        assertThat(template.one(SECRET, "Name", "hooks/stripe").find("Properties.GenerateSecretString"))
                .as("a drawn value would look like a provider's and fit none")
                .isNull();
    }

    @Test
    void shouldLetTheServiceDrawASealingKeyOf64HexadecimalDigits() {
        Part drawn = template.one(SECRET, "Name", "webhook-master-key-test").part("Properties.GenerateSecretString");

        assertThat(drawn.number("PasswordLength")).isEqualTo(64);
        assertThat(drawn.value("ExcludeUppercase")).isEqualTo(true);
        assertThat(drawn.value("ExcludePunctuation")).isEqualTo(true);
        assertThat(drawn.text("ExcludeCharacters")).isEqualTo("ghijklmnopqrstuvwxyz");
    }

    @Test
    void shouldUseEntriesThatExistWhereTold() {
        TemplateView careful = Synthesis.of(Variant.CAREFUL);
        Part role = careful.one("AWS::IAM::Role", "RoleName", "webhook-receiver-test");

        assertThat(careful.all(SECRET)).hasSize(1);
        List<String> arns = role.parts("Properties.Policies.0.PolicyDocument.Statement").stream()
                .filter(statement -> statement.texts("Action").contains("secretsmanager:GetSecretValue"))
                .flatMap(statement -> statement.texts("Resource").stream())
                .toList();
        assertThat(arns)
                .containsExactlyInAnyOrder(
                        existing("hooks/acme"),
                        existing("hooks/stripe"),
                        existing("hooks/stripe-before"),
                        "${" + careful.one(SECRET).id() + "}");
    }

    private static String existing(String name) {
        return "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:" + name + "-??????";
    }

    @Test
    void shouldGoWithTheStackUnlessKept() {
        assertThat(template.all(SECRET))
                .allSatisfy(secret -> assertThat(secret.text("DeletionPolicy")).isEqualTo("Delete"));
        assertThat(Synthesis.of(Variant.CAREFUL).one(SECRET).text("DeletionPolicy"))
                .isEqualTo("Retain");
    }
}
