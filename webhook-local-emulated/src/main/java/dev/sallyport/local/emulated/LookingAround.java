package dev.sallyport.local.emulated;

import dev.sallyport.local.emulated.Services.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells where the parts are, and how to look at them with the AWS CLI. Immutable. */
final class LookingAround {

    private final Services services;
    private final Stack.Names names;

    LookingAround(Services services, Stack.Names names) {
        this.services = services;
        this.names = names;
    }

    /** Returns addresses and names. */
    Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            parts.put(service.title(), services.endpoint(service).toString());
        }
        parts.put("table", names.table());
        parts.put("bucket", names.bucket());
        parts.put("bus", names.bus());
        names.queueUrls().forEach((name, url) -> parts.put("queue " + name, url));
        return parts;
    }

    /** Returns commands; older versions of the CLI take endpoints as an option only. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of("Look with the AWS CLI, too:", ""));
        if (services.journal() != null) {
            // Elsewhere the keys are those of whoever started this.
            lines.add("export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION="
                    + services.credentials().get("AWS_REGION"));
        }
        lines.addAll(List.of(
                "aws --endpoint-url " + services.endpoint(Service.DYNAMODB) + " dynamodb scan --table-name "
                        + names.table(),
                "aws --endpoint-url " + services.endpoint(Service.S3) + " s3 ls --recursive s3://" + names.bucket(),
                "aws --endpoint-url " + services.endpoint(Service.SQS)
                        + " sqs get-queue-attributes --attribute-names All --queue-url " + names.webhooks(),
                "aws --endpoint-url " + services.endpoint(Service.EVENTBRIDGE) + " events list-rules --event-bus-name "
                        + names.bus(),
                "aws --endpoint-url " + services.endpoint(Service.SECRETS_MANAGER)
                        + " secretsmanager put-secret-value --secret-id NAME --secret-string VALUE"));
        lines.addAll(moving());
        return lines;
    }

    /** Without a master key nobody could open the secrets that are moved. */
    private List<String> moving() {
        String masterKey = names.masterKey();
        if (masterKey == null) {
            return List.of();
        }
        return List.of(
                "",
                "Or move state in and out, with these variables as well:",
                "",
                variables(Service.DYNAMODB, Service.S3),
                variables(Service.SQS, Service.SECRETS_MANAGER),
                "export SALLYPORT_TABLE=" + names.table() + " SALLYPORT_BUCKET=" + names.bucket(),
                "export SALLYPORT_MASTER_KEY=" + masterKey,
                "export SALLYPORT_QUEUE_URL=" + names.webhooks(),
                "./sallyport export --engine aws --to exported");
    }

    private String variables(Service... some) {
        return Stream.of(some)
                .map(service -> service.variable() + '=' + services.endpoint(service))
                .collect(Collectors.joining(" ", "export ", ""));
    }
}
