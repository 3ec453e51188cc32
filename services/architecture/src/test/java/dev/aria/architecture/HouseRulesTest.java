package dev.aria.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.aria.core.digest.Sha256;
import dev.aria.runtime.boot.ServiceMain;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;

/** What the house rules say of every class and can be checked on its byte code. */
@AnalyzeClasses(packages = "dev.aria", importOptions = DoNotIncludeTests.class)
final class HouseRulesTest {
  @ArchTest
  static final ArchRule actors_areNeverPublic =
      classes().that().areAssignableTo(AbstractBehavior.class).should().notBePublic();

  @ArchTest
  static final ArchRule chance_comesInByConstructor =
      noClasses()
          .that()
          .resideInAPackage("dev.aria..")
          .should(callMethod(Math.class, "random"))
          .orShould(callMethod(System.class, "currentTimeMillis"));

  @ArchTest
  static final ArchRule nobody_sleepsButPause =
      noClasses()
          .that()
          .resideInAPackage("dev.aria..")
          .and()
          .doNotHaveFullyQualifiedName("dev.aria.core.thread.Pause")
          .should(callMethod(Thread.class, "sleep", long.class))
          .orShould(callMethod(Thread.class, "sleep", long.class, int.class))
          .orShould(callMethod(TimeUnit.class, "sleep", long.class))
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(LockSupport.class);

  @ArchTest
  static final ArchRule daemonThreads_areMadeInOnePlace =
      noClasses()
          .that()
          .resideInAPackage("dev.aria..")
          .and()
          .doNotHaveFullyQualifiedName("dev.aria.core.thread.DaemonThreads")
          .should(callMethod(Thread.class, "setDaemon", boolean.class));

  /** Digits, case and separators differ by language; what a machine reads must not. */
  @ArchTest
  static final ArchRule mains_beginWithTheRootLocale =
      methods()
          .that()
          .haveName("main")
          .and()
          .areStatic()
          .and()
          .areDeclaredInClassesThat()
          .resideInAPackage("dev.aria..")
          .should(new SetsTheRootLocale());

  /** The four name what is wrong to people. */
  @ArchTest
  static final ArchRule generatedText_isWrittenWithoutTheDefaultLocale =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.aria.models.film", "dev.aria.models.unet", "dev.aria.models.torchscript")
          .and()
          .haveNameNotMatching(".*\\.(FilmMlp|Unet|NamedTensor|ScriptModule)")
          .should(callMethod(String.class, "formatted", Object[].class))
          .orShould(callMethod(String.class, "format", String.class, Object[].class));

  @ArchTest
  static final ArchRule sha256_isComputedInOnePlace =
      noClasses()
          .that()
          .resideInAPackage("dev.aria..")
          .and()
          .areNotAssignableTo(Sha256.class)
          .and()
          .haveNameNotMatching(".*\\.redis\\.Script") // Redis names scripts by SHA-1
          .and()
          .haveNameNotMatching(".*\\.console\\.server\\.AccessToken") // compares, no digest
          .should()
          .dependOnClassesThat()
          .areAssignableTo(MessageDigest.class);

  @ArchTest
  static final ArchRule names_sayWhatAClassDoes =
      noClasses()
          .that()
          .resideInAPackage("dev.aria..")
          .and()
          .resideOutsideOfPackage("dev.aria.proto..")
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameStartingWith("Base");

  private static final class SetsTheRootLocale extends ArchCondition<JavaMethod> {
    SetsTheRootLocale() {
      super("call Locale.setDefault, or ServiceMain.run, which does");
    }

    @Override
    public void check(JavaMethod main, ConditionEvents events) {
      boolean sets =
          main.getMethodCallsFromSelf().stream()
              .anyMatch(
                  call ->
                      call.getTargetOwner().isEquivalentTo(ServiceMain.class)
                          || (call.getTargetOwner().isEquivalentTo(Locale.class)
                              && call.getName().equals("setDefault")));
      events.add(
          new SimpleConditionEvent(
              main, sets, main.getFullName() + (sets ? " sets" : " does not set") + " the locale"));
    }
  }
}
