/** The way out: looking up names and posting requests to addresses that were judged, whatever the other side does. */
@NullMarked
package dev.sallyport.hosting.sending;

import org.jspecify.annotations.NullMarked;
