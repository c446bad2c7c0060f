package dev.sallyport.emulation.protocol;

import com.fasterxml.jackson.databind.JsonNode;

/** Operations by name, as a service of the AWS JSON protocols offers them. Called from several threads. */
@FunctionalInterface
public interface JsonService {

    /**
     * Runs an operation.
     *
     * @param operation its name, such as {@code PutEvents}
     * @param request an object
     * @return an object
     * @throws ServiceException if it is refused
     */
    JsonNode run(String operation, JsonNode request) throws ServiceException;

    /** Returns the refusal of an operation that is not there. */
    static ServiceException unknown(String operation) {
        return ServiceException.of("UnknownOperationException", "the stand-in does not offer " + operation);
    }
}
