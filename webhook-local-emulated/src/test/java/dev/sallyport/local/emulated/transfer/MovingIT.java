package dev.sallyport.local.emulated.transfer;

import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.aws.BundleAddress;
import dev.sallyport.aws.Resources;
import dev.sallyport.aws.dynamodb.DynamoDbTableCreation;
import dev.sallyport.aws.dynamodb.DynamoDbWebhookStore;
import dev.sallyport.aws.s3.S3Bundles;
import dev.sallyport.core.archive.BundleEntry;
import dev.sallyport.core.archive.BundleWriter;
import dev.sallyport.core.archive.SealedBundle;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryQuery;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.WebhookQuery;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.format.RequestJson;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.local.transfer.TransferCounts;
import dev.sallyport.local.transfer.TransferEngine;
import dev.sallyport.local.transfer.TransferException;
import dev.sallyport.local.transfer.TransferParts;
import dev.sallyport.testkit.fixture.Deliveries;
import dev.sallyport.testkit.fixture.KeptState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.ResponseTransformer;

/** State that moves from a machine to AWS, on AWS, and back. */
class MovingIT extends MovingITBase {

    @Test
    void shouldBringEverythingToAwsAndBackAgain() throws IOException {
        TransferEngine.Opened machine = local("source");
        fill(machine.parts());
        TransferEngine.Opened deployment = aws();
        TransferEngine.Opened other = local("target");

        TransferCounts there = move(machine, "there", deployment);
        TransferCounts back = move(deployment, "back", other);
        export(other, "again");

        assertThat(linesOf("back")).isEqualTo(linesOf("there"));
        assertThat(linesOf("again")).isEqualTo(linesOf("there"));
        assertThat(back.byKind()).isEqualTo(there.byKind());
        assertThat(back.bodies()).isEqualTo(5);
        assertThat(back.missing()).isEqualTo(1);
        assertAlike(machine.parts(), deployment.parts());
        assertAlike(machine.parts(), other.parts());
    }

    @Test
    void shouldBringEverythingFromOneDeploymentToAnother() throws IOException {
        TransferEngine.Opened deployment = aws();
        fill(deployment.parts());
        TransferEngine.Opened other = aws();

        move(deployment, "there", other);
        export(other, "again");

        assertThat(linesOf("again")).isEqualTo(linesOf("there"));
        assertAlike(deployment.parts(), other.parts());
    }

    /** Asks both sides, through their ports, for all that was put there. */
    private static void assertAlike(TransferParts one, TransferParts other) {
        List<WebhookRecord> records = plain(one);
        assertThat(records).hasSize(6);
        assertThat(plain(other)).isEqualTo(records);
        records.forEach(record -> assertThat(other.archive().read(record.archiveKey()))
                .isEqualTo(one.archive().read(record.archiveKey())));
        assertThat(other.positions()
                        .newest(records.stream().map(WebhookRecord::orderingKey).toList()))
                .hasSize(2)
                .isEqualTo(one.positions()
                        .newest(records.stream().map(WebhookRecord::orderingKey).toList()));
        assertThat(other.tenants().list(null, 10)).isEqualTo(one.tenants().list(null, 10));
        assertThat(other.tenants().keys(Deliveries.ACME))
                .hasSize(2)
                .isEqualTo(one.tenants().keys(Deliveries.ACME));
        assertThat(other.tenants().findKey(Deliveries.aKey(1).digest())).isEqualTo(Deliveries.aKey(1));
        for (int number = 1; number <= 3; number++) {
            assertThat(opened(other, number)).isEqualTo(opened(one, number));
        }
        assertThat(deliveries(other)).hasSize(5).isEqualTo(deliveries(one));
        for (String event : List.of("open", "behind", "large", "done")) {
            assertThat(other.deliveries().findEvent(Deliveries.eventId(event)))
                    .isNotNull()
                    .isEqualTo(one.deliveries().findEvent(Deliveries.eventId(event)));
            assertThat(other.deliveries().attemptsOf(Deliveries.eventId(event)))
                    .isEqualTo(one.deliveries().attemptsOf(Deliveries.eventId(event)));
        }
    }

    /** Records count their changes in each store by itself. */
    private static List<WebhookRecord> plain(TransferParts parts) {
        return parts.webhooks().list(WebhookQuery.builder().limit(50).build()).records().stream()
                .map(record -> WebhookRecord.builder().from(record).revision(0).build())
                .toList();
    }

    private static List<Delivery> deliveries(TransferParts parts) {
        return parts.deliveries().list(DeliveryQuery.builder().limit(50).build()).deliveries().stream()
                .map(delivery -> Delivery.builder()
                        .from(delivery)
                        .revision(0)
                        .position(0)
                        .build())
                .toList();
    }

    /** Returns what an endpoint says, with its newest secret and its header in the clear. */
    private static List<Object> opened(TransferParts parts, int number) {
        Endpoint endpoint = Objects.requireNonNull(
                parts.endpoints().find(Deliveries.ACME, Deliveries.endpointId(number)), "an endpoint is missing");
        String owner = endpoint.tenant() + "/" + endpoint.id();
        String secret = parts.cipher()
                .open(endpoint.secrets().getLast().sealed(), owner + "/secret/2")
                .reveal();
        String header = parts.cipher()
                .open(endpoint.headers().getFirst().value(), owner + "/header/x-token")
                .reveal();
        assertThat(secret).isEqualTo(KeptState.SECRET);
        return List.of(endpoint.settings(), endpoint.state(), endpoint.health(), endpoint.createdAt(), secret, header);
    }

    @Test
    void shouldBringDeadLettersToTheBucket() throws IOException {
        TransferEngine.Opened machine = local("source");
        fill(machine.parts());
        Map<String, String> environment = deploy();

        move(machine, "there", aws(environment));

        try (DeploymentClients clients = Deployments.clients(environment)) {
            String letter = clients.s3()
                    .getObject(
                            get -> get.bucket(environment.get("SALLYPORT_BUCKET"))
                                    .key("dead-letters/2026-03-01/" + id("dead") + ".json"),
                            ResponseTransformer.toBytes())
                    .asUtf8String();
            assertThat(letter).contains("\"failures\":[{").contains("handler-failed");
        }
    }

    @Test
    void shouldBringBodiesOutOfBundles() throws IOException {
        Map<String, String> environment = deploy();
        TransferEngine.Opened deployment = aws(environment);
        try (DeploymentClients clients = Deployments.clients(environment)) {
            WebhookRecord record = aRecord("bundled");
            ArchivedWebhook original = anOriginal("bundled");
            SealedBundle bundle = BundleWriter.seal(List.of(new BundleEntry(
                    record.archiveKey(),
                    RequestJson.write(original),
                    original.body().sha256(),
                    original.body())));
            new S3Bundles(clients.s3(), environment.get("SALLYPORT_BUCKET")).put("bundles/one.spb", bundle.bytes());
            DynamoDbWebhookStore store =
                    new DynamoDbWebhookStore(clients.dynamoDb(), environment.get("SALLYPORT_TABLE"));
            store.create(record, "a message");
            store.noteAddresses(Map.of(
                    record.id(),
                    new BundleAddress("bundles/one.spb", bundle.places().getFirst())));
        }
        TransferEngine.Opened machine = local("target");

        move(deployment, "there", machine);

        assertThat(machine.parts().archive().read(aRecord("bundled").archiveKey()))
                .isEqualTo(new ReadOutcome.Found(anOriginal("bundled")));
    }

    @Test
    void shouldWaitForABodyThatIsStillInTheQueue() {
        Map<String, String> environment = deploy();
        TransferEngine.Opened deployment = aws(environment);
        try (DeploymentClients clients = Deployments.clients(environment)) {
            new DynamoDbWebhookStore(clients.dynamoDb(), environment.get("SALLYPORT_TABLE"))
                    .create(aRecord("on its way"), "a message");
        }

        assertThatExceptionOfType(PortUnavailableException.class)
                .isThrownBy(() -> export(deployment, "there"))
                .withMessageContaining("the body is still in the queue");
    }

    @Test
    void shouldBringNothingOfAChunkThatWasTamperedWith() throws IOException {
        TransferEngine.Opened machine = local("source");
        fill(machine.parts());
        export(machine, "there");
        Path bundle = directory.resolve("there/000004-webhooks.spb");
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[bytes.length / 2] ^= 1;
        Files.write(bundle, bytes);
        TransferEngine.Opened deployment = aws();

        assertThatExceptionOfType(TransferException.class)
                .isThrownBy(() -> bringIn("there", deployment, machine.parts().cipher()))
                .withMessage("000004-webhooks.spb in " + directory.resolve("there")
                        + " is damaged: its SHA-256 does not hold");
        assertThat(deployment
                        .parts()
                        .webhooks()
                        .list(WebhookQuery.builder().limit(10).build())
                        .records())
                .isEmpty();
    }

    @Test
    void shouldKnowATableThatWasMadeAnewUnderTheSameName() throws IOException {
        TransferEngine.Opened machine = local("source");
        machine.parts().archive().store(aRecord("a").archiveKey(), anOriginal("a"));
        machine.parts().webhooks().create(aRecord("a", NOON));
        Map<String, String> environment = deploy();
        move(machine, "there", aws(environment));
        try (DeploymentClients clients = Deployments.clients(environment)) {
            clients.dynamoDb().deleteTable(request -> request.tableName(environment.get("SALLYPORT_TABLE")));
            DynamoDbTableCreation.create(
                    clients.dynamoDb(), Resources.described().table(), environment.get("SALLYPORT_TABLE"));
        }
        TransferEngine.Opened anew = aws(environment);

        bringIn("there", anew, null);

        assertThat(anew.parts().webhooks().find(id("a"))).isNotNull();
    }
}
