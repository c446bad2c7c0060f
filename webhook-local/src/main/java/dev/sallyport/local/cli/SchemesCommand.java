package dev.sallyport.local.cli;

import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.catalogue.SchemeSummary;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the catalogue. */
@Command(
        name = "schemes",
        description = "Lists the signature schemes of the catalogue.",
        footer = {"", "Example:", "  sallyport schemes --markdown"})
final class SchemesCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(names = "--markdown", description = "Write the table of docs/signature-schemes.md.")
    private boolean markdown;

    private final Terminal terminal;

    SchemesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<SchemeSummary> schemes =
                SchemeCatalogue.builtIn().all().stream().map(SchemeSummary::of).toList();
        if (markdown) {
            SchemesDocument.lines(schemes).forEach(terminal.out()::println);
        } else if (common.json()) {
            schemes.forEach(this::printJson);
        } else {
            print(schemes);
        }
        terminal.out().flush();
        return 0;
    }

    private void print(List<SchemeSummary> schemes) {
        Table table = new Table("SCHEME", "SIGNATURE IN", "ALGORITHM", "COVERS", "SOURCE");
        schemes.forEach(scheme -> table.row(
                scheme.name(),
                scheme.place(),
                scheme.algorithm(),
                scheme.covers(),
                scheme.confidence() + ": " + scheme.source()));
        table.print(terminal);
        terminal.err()
                .println(schemes.size() + " schemes. Sources: A the provider's own code, D its documentation,"
                        + " B a third party that verifies it, C general knowledge.");
    }

    private void printJson(SchemeSummary scheme) {
        JsonLine.print(terminal, json -> {
            json.writeStringField("name", scheme.name());
            json.writeStringField("provider", scheme.provider());
            json.writeStringField("signature", scheme.place());
            json.writeStringField("algorithm", scheme.algorithm());
            json.writeStringField("signed", scheme.signed());
            json.writeStringField("covers", scheme.covers());
            json.writeStringField("tolerance", scheme.tolerance());
            json.writeStringField("rotation", scheme.rotation());
            json.writeStringField("handshake", scheme.handshake());
            json.writeStringField("source", scheme.source());
            json.writeStringField("confidence", scheme.confidence());
        });
    }
}
