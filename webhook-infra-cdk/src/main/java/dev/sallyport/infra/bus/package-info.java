/** The bus on which processed webhooks are published, and who listens. */
@NullMarked
package dev.sallyport.infra.bus;

import org.jspecify.annotations.NullMarked;
