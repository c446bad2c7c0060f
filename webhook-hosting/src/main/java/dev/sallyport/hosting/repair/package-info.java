/** How a host goes on with runs of redrive and replay. */
@NullMarked
package dev.sallyport.hosting.repair;

import org.jspecify.annotations.NullMarked;
