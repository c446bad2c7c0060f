/** Tenants, endpoints and the permits of deliveries in DynamoDB. */
@NullMarked
package dev.sallyport.aws.dynamodb.outbound;

import org.jspecify.annotations.NullMarked;
