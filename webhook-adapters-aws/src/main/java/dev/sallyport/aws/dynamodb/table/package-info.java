/** The one DynamoDB table: its form, its items, and how they are read and changed; what they mean is for others to say. */
@NullMarked
package dev.sallyport.aws.dynamodb.table;

import org.jspecify.annotations.NullMarked;
