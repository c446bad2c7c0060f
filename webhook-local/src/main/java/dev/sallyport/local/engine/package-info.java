/** Other ways to run the gateway than in this process on local disk, which the class path may hold. */
@NullMarked
package dev.sallyport.local.engine;

import org.jspecify.annotations.NullMarked;
