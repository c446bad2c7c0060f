package dev.sallyport.infra.deployment;

import java.util.List;

/** A configuration cannot be deployed; the message has a line for each mistake: file, line, column, what would be right. */
public final class RefusedConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedConfigurationException(List<String> mistakes) {
        super(String.join("\n", mistakes));
    }
}
