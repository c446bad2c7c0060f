/** What a function tells: log lines, counts in CloudWatch's embedded metric format, and the trace that it passes on. */
@NullMarked
package dev.sallyport.lambda.telemetry;

import org.jspecify.annotations.NullMarked;
