/** The use cases themselves, built by {@link dev.sallyport.core.application.Inbound} and hidden behind its interfaces. */
@NullMarked
package dev.sallyport.core.application;

import org.jspecify.annotations.NullMarked;
