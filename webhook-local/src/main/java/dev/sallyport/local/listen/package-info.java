/** A receiver for trying deliveries out: verifies, tells what came, and answers as it is told. */
@NullMarked
package dev.sallyport.local.listen;

import org.jspecify.annotations.NullMarked;
