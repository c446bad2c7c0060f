package dev.sallyport.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.infra.function.Permission;
import dev.sallyport.infra.function.Resource;
import dev.sallyport.infra.function.WebhookFunction;
import dev.sallyport.infra.synthesis.RequiresNode;
import dev.sallyport.infra.synthesis.RoleGrants;
import dev.sallyport.infra.synthesis.Synthesis;
import dev.sallyport.infra.synthesis.TemplateView;
import dev.sallyport.infra.synthesis.TemplateView.Part;
import dev.sallyport.infra.synthesis.Variant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@RequiresNode
class PermissionsTemplateTest {

    private final TemplateView template = Synthesis.of(Variant.DEFAULTS);
    private final RoleGrants grants = new RoleGrants(template);

    @ParameterizedTest
    @EnumSource
    void shouldBeWhatTheCatalogueSaysAndNothingElse(WebhookFunction entry) {
        Map<String, Set<String>> expected = new TreeMap<>();
        for (Permission permission : entry.permissions()) {
            for (String arn : grants.arns(permission.resource())) {
                expected.computeIfAbsent(arn, any -> new TreeSet<>()).addAll(permission.actions());
            }
        }
        Part log = template.one("AWS::Logs::LogGroup", "LogGroupName", "/aws/lambda/webhook-" + entry.slug() + "-test");
        expected.put("${" + log.id() + ".Arn}", Set.of("logs:CreateLogStream", "logs:PutLogEvents"));
        expected.put("*", Set.of("xray:PutTelemetryRecords", "xray:PutTraceSegments"));

        assertThat(grants.of(entry)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNameEveryAction(WebhookFunction entry) {
        for (Variant variant : Variant.values()) {
            assertThat(new RoleGrants(Synthesis.of(variant)).of(entry).values())
                    .allSatisfy(actions -> assertThat(actions).noneMatch(action -> action.contains("*")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldStandInTheRoleAloneAndServeItsFunctionAlone(WebhookFunction entry) {
        Part role = grants.role(entry);
        Part function = template.one("AWS::Lambda::Function", "FunctionName", "webhook-" + entry.slug() + "-test");

        assertThat(function.text("Properties.Role")).isEqualTo("${" + role.id() + ".Arn}");
        assertThat(role.find("Properties.ManagedPolicyArns")).isNull();
        assertThat(role.parts("Properties.Policies")).hasSize(1);
        assertThat(role.text("Properties.AssumeRolePolicyDocument.Statement.0.Principal.Service"))
                .isEqualTo("lambda.amazonaws.com");
    }

    @Test
    void shouldNotBeWidenedByTheCdk() {
        for (Variant variant : Variant.values()) {
            assertThat(Synthesis.of(variant).all("AWS::IAM::Policy").stream()
                            .map(policy -> policy.text("Properties.PolicyName")))
                    .as("policies of %s beside those of the roles: the flow log of the network has one", variant)
                    .noneMatch(name -> name.contains("Functions"));
        }
    }

    @Test
    void shouldLetTheReceiverReadTheMasterKeyWhereSecretsAreHandedOverOnly() {
        RoleGrants handedNone = new RoleGrants(Synthesis.of(Variant.SMALL_MEMORY));
        String masterKey = grants.arns(Resource.MASTER_KEY).getFirst();

        assertThat(grants.of(WebhookFunction.RECEIVER)).containsKey(masterKey);
        assertThat(handedNone.of(WebhookFunction.RECEIVER))
                .doesNotContainKey(handedNone.arns(Resource.MASTER_KEY).getFirst());
        assertThat(handedNone.of(WebhookFunction.EVENT_API))
                .containsKey(handedNone.arns(Resource.MASTER_KEY).getFirst());
    }

    @Test
    void shouldReachTheNetworkWhereThereIsOneOnly() {
        RoleGrants network = new RoleGrants(Synthesis.of(Variant.VPC));

        assertThat(network.of(WebhookFunction.RECEIVER).get("*")).contains("ec2:CreateNetworkInterface");
        assertThat(grants.of(WebhookFunction.RECEIVER).get("*")).noneMatch(action -> action.startsWith("ec2:"));
    }

    @Test
    void shouldUseTheKeyWhereThereIsOneOnly() {
        TemplateView careful = Synthesis.of(Variant.CAREFUL);
        String key = "${" + careful.one("AWS::KMS::Key").id() + ".Arn}";

        for (WebhookFunction entry : WebhookFunction.values()) {
            assertThat(new RoleGrants(careful).of(entry))
                    .containsEntry(key, new TreeSet<>(Set.of("kms:Decrypt", "kms:GenerateDataKey")));
        }
    }

    @Test
    void shouldLetNobodyInvokeWithoutASource() {
        assertThat(template.all("AWS::Lambda::Permission"))
                .isNotEmpty()
                .allSatisfy(permission ->
                        assertThat(permission.find("Properties.SourceArn")).isNotNull());
    }
}
