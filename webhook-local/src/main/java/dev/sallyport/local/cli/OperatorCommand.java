package dev.sallyport.local.cli;

import dev.sallyport.local.client.ApiClient;
import picocli.CommandLine.Mixin;

/** A command of operators: it shows the admin token, if there is one. */
abstract class OperatorCommand extends ApiCommand {

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    OperatorCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    final ApiClient open() {
        return gateway.operator(terminal);
    }
}
