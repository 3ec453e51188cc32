package dev.aria.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
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
  static final ArchRule nobody_sleeps =
      noClasses()
          .that()
          .resideInAPackage("dev.aria..")
          .should(callMethod(Thread.class, "sleep", long.class));

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
}
