package dev.sallyport.local.cli;

import picocli.CommandLine.Command;

/** Has processed webhooks published once more. */
@Command(
        name = "replay",
        description = {
            "Publishes processed webhooks once more from the archive, under the ids they have, marked as replays.",
            "Dead webhooks were never published and are skipped: redrive them. A gateway that is killed goes on where it"
                    + " stopped, and may repeat up to a hundred of a run's replays."
        },
        footer = {
            "",
            "Example:",
            "  sallyport replay --from 2026-11-01T00:00:00Z --to 2026-11-02T00:00:00Z --dry-run",
            "  sallyport replay --id wh_0123456789abcdefghijklmnopqrstuv"
        })
final class ReplayCommand extends RepairCommand {

    ReplayCommand(Terminal terminal) {
        super(terminal, "replay");
    }
}
