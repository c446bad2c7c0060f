/** Where received bytes are kept, for how long, and what becomes of them: the rules, not the storage. */
@NullMarked
package dev.sallyport.core.archive;

import org.jspecify.annotations.NullMarked;
