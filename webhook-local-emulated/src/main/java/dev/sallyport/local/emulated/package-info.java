/** The packaged functions on one machine, against emulators of the services that they use. */
@NullMarked
package dev.sallyport.local.emulated;

import org.jspecify.annotations.NullMarked;
