package dev.sallyport.local.cli;

import dev.sallyport.core.signature.catalogue.SchemeSummary;
import java.util.ArrayList;
import java.util.List;

/** The catalogue as a document. */
final class SchemesDocument {

    private SchemesDocument() {}

    /** Returns the lines of {@code docs/signature-schemes.md}. */
    static List<String> lines(List<SchemeSummary> schemes) {
        List<String> lines = new ArrayList<>(List.of(
                "# Signature schemes",
                "",
                "Made from the catalogue by `./sallyport schemes --markdown`; a test keeps it equal to the data.",
                "Confidence: A read in the provider's own code, D in its documentation, B in a third party that verifies",
                "this provider, C general knowledge: confirm it before relying on it.",
                "",
                "Rotation says what lets an old and a new key be active together: several signatures in one request, a",
                "key's id in it, or several secrets, which are tried one after the other.",
                "",
                "| scheme | provider | header | algorithm | what is signed | covers | tolerance | rotation | handshake "
                        + "| dedupe id | event type | ordering field | source | confidence |",
                "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"));
        for (SchemeSummary scheme : schemes) {
            lines.add("| "
                    + String.join(
                            " | ",
                            scheme.name(),
                            cell(scheme.provider()),
                            cell(scheme.place()),
                            cell(scheme.algorithm()),
                            cell(scheme.signed()),
                            cell(scheme.covers()),
                            cell(scheme.tolerance()),
                            scheme.rotation(),
                            cell(scheme.handshake()),
                            cell(scheme.eventId()),
                            cell(scheme.eventType()),
                            cell(scheme.order()),
                            cell(scheme.source()),
                            scheme.confidence())
                    + " |");
        }
        return lines;
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
