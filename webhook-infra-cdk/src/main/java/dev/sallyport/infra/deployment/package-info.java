/** What of {@code sallyport.yaml} concerns the deployment. */
@NullMarked
package dev.sallyport.infra.deployment;

import org.jspecify.annotations.NullMarked;
