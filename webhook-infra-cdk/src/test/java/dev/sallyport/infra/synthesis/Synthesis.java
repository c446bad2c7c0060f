package dev.sallyport.infra.synthesis;

import dev.sallyport.infra.WebhookStack;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;
import software.amazon.awscdk.cxapi.SynthesisMessageLevel;

/**
 * All variants as stacks of one app, synthesised once for all tests, with the context of {@code cdk.json}: a template
 * that CloudFormation's rules refuse lets every test fail.
 */
public final class Synthesis {

    /** In place of the functions' jar, which would be copied once for each stack. */
    static final Path PLACEHOLDER = placeholder();

    private static final Synthesis ALL = new Synthesis();

    private final Map<Variant, TemplateView> templates = new EnumMap<>(Variant.class);
    private final Map<Variant, List<String>> findings = new EnumMap<>(Variant.class);

    private Synthesis() {
        App app = new App(AppProps.builder()
                .context(context())
                .outdir(temporaryDirectory().toString())
                .analyticsReporting(false)
                .build());
        for (Variant variant : Variant.values()) {
            new WebhookStack(app, variant.stackName(), StackProps.builder().build(), variant.props());
        }
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().build());
        CloudAssembly assembly = app.synth();
        for (Variant variant : Variant.values()) {
            CloudFormationStackArtifact stack = assembly.getStackByName(variant.stackName());
            templates.put(variant, new TemplateView((Map<?, ?>) stack.getTemplate()));
            findings.put(variant, findings(stack));
        }
    }

    private static List<String> findings(CloudFormationStackArtifact stack) {
        return stack.getMessages().stream()
                .filter(message -> message.getLevel() != SynthesisMessageLevel.INFO)
                .map(message -> message.getId() + ": " + message.getEntry().getData())
                .toList();
    }

    /** Returns a variant's template. */
    public static TemplateView of(Variant variant) {
        return ALL.templates.get(variant);
    }

    /** Returns what is noted against a variant as an error or a warning, by cdk-nag above all. */
    public static List<String> findings(Variant variant) {
        return ALL.findings.get(variant);
    }

    /** Returns the context that the command line of the CDK gives to the app. */
    public static Map<String, Object> context() {
        try {
            Object file =
                    new Load(LoadSettings.builder().build()).loadFromString(Files.readString(Path.of("cdk.json")));
            Map<String, Object> context = new LinkedHashMap<>();
            ((Map<?, ?>) ((Map<?, ?>) file).get("context")).forEach((name, value) -> context.put((String) name, value));
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException("cdk.json lies in the directory of the module", e);
        }
    }

    private static Path placeholder() {
        try {
            Path directory = temporaryDirectory();
            Files.writeString(directory.resolve("placeholder.txt"), "in place of the functions");
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a new directory that goes with the build's. */
    public static Path temporaryDirectory() {
        try {
            URI classes = Synthesis.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return Files.createTempDirectory(Path.of(classes).getParent(), "synthesis");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("classes lie in a directory", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the build can write where it has written its classes", e);
        }
    }
}
