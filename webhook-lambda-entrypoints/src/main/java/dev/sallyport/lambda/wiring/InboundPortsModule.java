package dev.sallyport.lambda.wiring;

import dagger.Binds;
import dagger.Module;
import dev.sallyport.aws.dynamodb.DynamoDbOrderPositionStore;
import dev.sallyport.aws.dynamodb.DynamoDbRepairRunStore;
import dev.sallyport.aws.dynamodb.DynamoDbWebhookStore;
import dev.sallyport.aws.sqs.SqsProcessingQueue;
import dev.sallyport.core.port.out.OrderPositionStore;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.core.port.out.RepairRunStore;
import dev.sallyport.core.port.out.WebhookStore;

/** Which adapter stands behind which port of the inbound half. */
@Module
public interface InboundPortsModule {

    @Binds
    WebhookStore store(DynamoDbWebhookStore store);

    @Binds
    OrderPositionStore positions(DynamoDbOrderPositionStore positions);

    @Binds
    RepairRunStore repairRuns(DynamoDbRepairRunStore repairRuns);

    @Binds
    PayloadArchive archive(OnDemandArchive archive);

    @Binds
    ProcessingQueue queue(SqsProcessingQueue queue);
}
