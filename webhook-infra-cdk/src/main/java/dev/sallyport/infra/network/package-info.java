/** The network that functions can be put into. */
@NullMarked
package dev.sallyport.infra.network;

import org.jspecify.annotations.NullMarked;
