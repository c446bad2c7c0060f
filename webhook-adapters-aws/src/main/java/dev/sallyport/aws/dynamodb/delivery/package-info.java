/** Events and their deliveries in DynamoDB. */
@NullMarked
package dev.sallyport.aws.dynamodb.delivery;

import org.jspecify.annotations.NullMarked;
