/** Sealing of secrets under master keys in a file of the data directory, and drawing of new ones. */
@NullMarked
package dev.sallyport.local.secrets;

import org.jspecify.annotations.NullMarked;
