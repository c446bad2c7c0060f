/** The description of table, queues, bucket and bus that the code was written against. */
@NullMarked
package dev.sallyport.infra.layout;

import org.jspecify.annotations.NullMarked;
