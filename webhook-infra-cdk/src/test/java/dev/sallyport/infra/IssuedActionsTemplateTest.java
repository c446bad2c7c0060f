package dev.sallyport.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.infra.function.Permission;
import dev.sallyport.infra.function.Permission.User;
import dev.sallyport.infra.function.Resource;
import dev.sallyport.infra.function.WebhookFunction;
import dev.sallyport.infra.synthesis.IssuedActions;
import dev.sallyport.infra.synthesis.RequiresNode;
import dev.sallyport.infra.synthesis.RoleGrants;
import dev.sallyport.infra.synthesis.Synthesis;
import dev.sallyport.infra.synthesis.TemplateView;
import dev.sallyport.infra.synthesis.Variant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Holds what roles allow against what a run of the functions issues. The record of the run is a resource of these tests;
 * a test of {@code webhook-local-emulated} makes the run, and fails if the record says anything else.
 */
@RequiresNode
class IssuedActionsTemplateTest {

    /** Parts of what {@link Resource#ARCHIVE} is: a right to the whole is a right to them. */
    private static final Set<Resource> IN_THE_ARCHIVE =
            EnumSet.of(Resource.BUNDLES, Resource.DEAD_LETTERS, Resource.EVENT_BODIES);

    private final TemplateView template = Synthesis.of(Variant.DEFAULTS);
    private final RoleGrants grants = new RoleGrants(template);
    private final IssuedActions issued = IssuedActions.recorded();

    @Test
    void shouldBeRecordedOfEveryFunction() {
        assertThat(issued.functions())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(WebhookFunction.values())
                        .map(WebhookFunction::slug)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void shouldAllBeAllowed(WebhookFunction entry) {
        Map<String, Set<String>> granted = grants.of(entry);

        issued.of(entry).forEach((resource, actions) -> {
            for (String arn : grants.arns(resource)) {
                Set<String> allowed = new TreeSet<>(granted.getOrDefault(arn, Set.of()));
                if (IN_THE_ARCHIVE.contains(resource)) {
                    allowed.addAll(
                            granted.getOrDefault(grants.arns(Resource.ARCHIVE).getFirst(), Set.of()));
                }
                assertThat(allowed).as("%s on %s", entry, resource).containsAll(actions);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeAllThatIsAllowedButForWrittenReasons(WebhookFunction entry) {
        Map<String, Set<String>> explained = new TreeMap<>();
        issued.of(entry).forEach((resource, actions) -> explain(explained, resource, actions));
        UnissuedAction.ALL.stream()
                .filter(unissued -> unissued.functions().contains(entry))
                .forEach(unissued -> explain(explained, unissued.resource(), unissued.actions()));
        String log = "${"
                + template.one("AWS::Logs::LogGroup", "LogGroupName", "/aws/lambda/webhook-" + entry.slug() + "-test")
                        .id()
                + ".Arn}";
        explained.put(log, UnissuedAction.LOGS);
        explained.put("*", UnissuedAction.TRACES);

        grants.of(entry)
                .forEach((arn, actions) -> assertThat(explained.getOrDefault(arn, Set.of()))
                        .as("%s on %s", entry, arn)
                        .containsAll(actions));
    }

    private void explain(Map<String, Set<String>> explained, Resource resource, Iterable<String> actions) {
        for (String arn : grants.arns(resource)) {
            Set<String> all = explained.computeIfAbsent(arn, any -> new TreeSet<>());
            actions.forEach(all::add);
        }
    }

    @Test
    void shouldNotBeExcusedWhereTheyAreIssuedOrNotAllowed() {
        for (UnissuedAction unissued : UnissuedAction.ALL) {
            for (WebhookFunction entry : unissued.functions()) {
                assertThat(issued.of(entry).getOrDefault(unissued.resource(), Set.of()))
                        .as("%s issues what it is excused for: %s", entry, unissued.reason())
                        .doesNotContainAnyElementsOf(unissued.actions());
                assertThat(grants.of(entry)
                                .getOrDefault(grants.arns(unissued.resource()).getFirst(), Set.of()))
                        .as("%s is excused for what it is not allowed: %s", entry, unissued.reason())
                        .containsAll(unissued.actions());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeWhatTheCatalogueSaysOfTheCode(WebhookFunction entry) {
        for (Permission permission : entry.permissions()) {
            if (permission.user() == User.CODE) {
                assertThat(issued.of(entry).getOrDefault(permission.resource(), Set.of()))
                        .as("%s on %s", entry, permission.resource())
                        .containsAll(permission.actions());
            }
        }
    }
}
