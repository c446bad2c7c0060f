package dev.sallyport.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.infra.synthesis.RequiresNode;
import dev.sallyport.infra.synthesis.Synthesis;
import dev.sallyport.infra.synthesis.TemplateView.Part;
import dev.sallyport.infra.synthesis.Variant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@RequiresNode
class NagTemplateTest {

    @ParameterizedTest
    @EnumSource
    void shouldLeaveNoFindingOfCdkNag(Variant variant) {
        assertThat(Synthesis.findings(variant)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveAReasonForEachFindingThatIsAccepted(Variant variant) {
        List<String> reasons = Synthesis.of(variant).all().stream()
                .flatMap(resource -> resource.parts("Metadata.cdk_nag.rules_to_suppress").stream())
                .map((Part rule) -> rule.text("reason"))
                .toList();
        assertThat(reasons).isNotEmpty().allSatisfy(reason -> assertThat(reason).hasSizeGreaterThan(40));
    }
}
