/** Where records and bodies lie, and the key that encrypts them. */
@NullMarked
package dev.sallyport.infra.storage;

import org.jspecify.annotations.NullMarked;
