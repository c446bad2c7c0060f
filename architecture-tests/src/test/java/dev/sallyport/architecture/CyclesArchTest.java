package dev.sallyport.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.sallyport.architecture.law.Law;
import dev.sallyport.architecture.law.Rooms;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** STYLE §6 rule 4, for every module: packages know each other in one direction at most. */
class CyclesArchTest {

    @Nested
    class Core extends Acyclic {
        Core() {
            super("webhook-core", "core");
        }
    }

    @Nested
    class Testkit extends Acyclic {
        Testkit() {
            super("webhook-testkit", "testkit");
        }
    }

    @Nested
    class AwsAdapters extends Acyclic {
        AwsAdapters() {
            super("webhook-adapters-aws", "aws");
        }
    }

    @Nested
    class LambdaEntrypoints extends Acyclic {
        LambdaEntrypoints() {
            super("webhook-lambda-entrypoints", "lambda");
        }
    }

    @Nested
    class Infrastructure extends Acyclic {
        Infrastructure() {
            super("webhook-infra-cdk", "infra");
        }
    }

    @Nested
    class Hosting extends Acyclic {
        Hosting() {
            super("webhook-hosting", "hosting");
        }
    }

    @Nested
    class Emulation extends Acyclic {
        Emulation() {
            super("webhook-emulation", "emulation");
        }
    }

    @Nested
    class Local extends Acyclic {
        Local() {
            super("webhook-local", "local");
        }
    }

    /** One module's packages, each a slice of its own, the module's root package included. */
    private abstract static class Acyclic implements Law {

        private final String module;
        private final String packageName;

        Acyclic(String module, String packageName) {
            this.module = module;
            this.packageName = packageName;
        }

        @Override
        public String module() {
            return module;
        }

        @Override
        public ArchRule in(Rooms rooms) {
            return slices().assignedFrom(packagesOf(rooms)).should().beFreeOfCycles();
        }

        private SliceAssignment packagesOf(Rooms rooms) {
            String top = rooms.in(packageName);
            return new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                    String name = type.getPackageName();
                    return name.equals(top) || name.startsWith(top + ".")
                            ? SliceIdentifier.of(name)
                            : SliceIdentifier.ignore();
                }

                @Override
                public String getDescription() {
                    return "packages of " + top;
                }
            };
        }

        @Override
        public String fixture() {
            return "cycle";
        }

        @Override
        public List<String> findings() {
            return List.of("Cycle detected: Slice dev.sallyport.architecture.fixtures.cycle." + packageName);
        }
    }
}
