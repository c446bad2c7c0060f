package dev.sallyport.lambda.http;

import dev.sallyport.hosting.web.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request as a function was handed it.
 *
 * @param request the request; its body in the exact bytes that were sent
 * @param form how it came, and so how it is answered
 * @param principal the ARN of whom IAM authorised; null where the path asks for no authorisation by IAM
 * @param trace the trace header of the request as it came, unchecked; null if there is none
 */
public record HttpCall(
        Request request,
        HttpEventForm form,
        @Nullable String principal,
        @Nullable String trace) {}
