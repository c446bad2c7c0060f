/** Event source mappings from SQS queues to functions. */
@NullMarked
package dev.sallyport.emulation.source;

import org.jspecify.annotations.NullMarked;
