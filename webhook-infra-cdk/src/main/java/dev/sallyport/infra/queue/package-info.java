/** The queues between the functions. */
@NullMarked
package dev.sallyport.infra.queue;

import org.jspecify.annotations.NullMarked;
