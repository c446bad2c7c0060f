/**
 * The core's ports on one SQLite database in one directory: {@link dev.sallyport.local.store.LocalStore} opens it and
 * hands the ports out.
 */
@NullMarked
package dev.sallyport.local.store;

import org.jspecify.annotations.NullMarked;
