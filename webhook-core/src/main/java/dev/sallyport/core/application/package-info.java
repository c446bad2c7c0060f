/** The use cases themselves, built by {@code Inbound} and hidden behind its interfaces. */
@NullMarked
package dev.sallyport.core.application;

import org.jspecify.annotations.NullMarked;
