/** Records, repair runs and order positions in one DynamoDB table. */
@NullMarked
package dev.sallyport.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
