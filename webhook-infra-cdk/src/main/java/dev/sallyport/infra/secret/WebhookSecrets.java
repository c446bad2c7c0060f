package dev.sallyport.infra.secret;

import dev.sallyport.infra.deployment.Deployment;
import dev.sallyport.infra.settings.Acceptance;
import dev.sallyport.infra.settings.Foundation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;
import software.amazon.awscdk.services.secretsmanager.CfnSecret.GenerateSecretStringProperty;
import software.constructs.Construct;

/**
 * Entries of Secrets Manager under the names that the configuration refers to, and one for the key that seals the secrets
 * of tenants' endpoints. The template holds no value: those of providers are put in by people, after the deployment; the
 * sealing key is drawn by the service.
 *
 * <p>Inputs: the configuration; whether the providers' entries are made or were there before. Outputs: ARNs for
 * policies, the name of the sealing key. On deletion of the stack: entries that it made are deleted, and can be restored
 * for 30 days, unless data is retained.
 */
public final class WebhookSecrets extends Construct {

    /** 64 hexadecimal digits, 256 bits: what is left of letters and digits is 0-9 and a-f. */
    private static final GenerateSecretStringProperty SEALING_KEY = GenerateSecretStringProperty.builder()
            .passwordLength(64)
            .excludePunctuation(true)
            .excludeUppercase(true)
            .excludeCharacters("ghijklmnopqrstuvwxyz")
            .requireEachIncludedType(false)
            .build();

    private final List<String> providerSecretArns = new ArrayList<>();
    private final CfnSecret masterKey;

    /**
     * Makes the entries.
     *
     * @param make whether to make the providers' entries; false if they are there before, made by others
     */
    public WebhookSecrets(Construct scope, String id, Foundation foundation, Deployment deployment, boolean make) {
        super(scope, id);
        deployment.providersBySecret().forEach((name, providers) -> {
            String arn = make
                    ? entry(name, name, "Signs webhooks of " + String.join(", ", providers), foundation, null)
                            .getRef()
                    : arnOfExisting(name);
            providerSecretArns.add(arn);
        });
        masterKey = entry(
                "MasterKey",
                foundation.names().of("webhook-master-key"),
                "Seals the secrets of tenants' endpoints; whoever loses it can open none of them",
                foundation,
                SEALING_KEY);
        Acceptance.of(
                this,
                "SMG4",
                "Providers choose their secrets and know no rotation by a function; the configuration takes several at"
                        + " once for rotation by hand. A new sealing key would not open what the old one sealed.");
    }

    private CfnSecret entry(
            String id,
            String name,
            String description,
            Foundation foundation,
            @Nullable GenerateSecretStringProperty drawn) {
        CfnSecret.Builder builder =
                CfnSecret.Builder.create(this, "Entry-" + id).name(name).description(description);
        if (drawn != null) {
            builder.generateSecretString(drawn);
        }
        if (foundation.key() != null) {
            builder.kmsKeyId(foundation.key().getKeyArn());
        }
        CfnSecret secret = builder.build();
        secret.applyRemovalPolicy(foundation.retention().removalPolicy());
        return secret;
    }

    /** The service ends each ARN with six characters that nobody knows before. */
    private String arnOfExisting(String name) {
        return Stack.of(this)
                .formatArn(ArnComponents.builder()
                        .service("secretsmanager")
                        .resource("secret")
                        .resourceName(name + "-??????")
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .build());
    }

    /** Returns which entries a function may read that needs the providers' secrets; empty if there are none. */
    public List<String> providerSecretArns() {
        return List.copyOf(providerSecretArns);
    }

    /** Returns the ARN of the entry with the sealing key. */
    public String masterKeyArn() {
        return masterKey.getRef();
    }

    /** Returns the name of the entry with the sealing key. */
    public String masterKeyName(Foundation foundation) {
        return foundation.names().of("webhook-master-key");
    }
}
