package dev.sallyport.local.cli;

import picocli.CommandLine.Command;

/** Has dead webhooks processed again. */
@Command(
        name = "redrive",
        description = {
            "Puts dead webhooks back to work, under the ids they have, oldest first, and counts their attempts anew.",
            "The run belongs to the gateway: it goes on where it stopped if the gateway is stopped or killed."
        },
        footer = {
            "",
            "Example:",
            "  sallyport redrive --provider stripe --reason handler-failed --dry-run",
            "  sallyport redrive --provider stripe --reason handler-failed --rate 50"
        })
final class RedriveCommand extends RepairCommand {

    RedriveCommand(Terminal terminal) {
        super(terminal, "redrive");
    }
}
