/**
 * SQLite as a durable engine for one process: one directory with one owner, one writer whose transactions many callers
 * share, checkpoints beside it, pooled readers.
 */
@NullMarked
package dev.sallyport.local.store.engine;

import org.jspecify.annotations.NullMarked;
