/** The master keys of a data directory. */
@NullMarked
package dev.sallyport.local.secrets;

import org.jspecify.annotations.NullMarked;
