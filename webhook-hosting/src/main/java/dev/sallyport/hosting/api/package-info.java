/** The HTTP interface for providers and operators, over the use cases of the core. */
@NullMarked
package dev.sallyport.hosting.api;

import org.jspecify.annotations.NullMarked;
