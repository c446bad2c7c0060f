/** The use cases of outbound delivery, built by {@code Outbound} and hidden behind its interfaces. */
@NullMarked
package dev.sallyport.core.application.outbound;

import org.jspecify.annotations.NullMarked;
