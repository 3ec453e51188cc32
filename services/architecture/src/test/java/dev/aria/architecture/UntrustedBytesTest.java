package dev.aria.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.jsontype.PolymorphicTypeValidator;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.beans.XMLDecoder;
import java.io.Externalizable;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import org.apache.pekko.serialization.JavaSerializer;
import org.junit.jupiter.api.Test;

/**
 * Bytes from a topic, Redis or a file never choose which Java class they become: that choice is how
 * a record turns into code.
 */
@AnalyzeClasses(packages = "dev.aria", importOptions = DoNotIncludeTests.class)
final class UntrustedBytesTest {
  private static final DescribedPredicate<JavaAnnotation<?>> BY_NAME =
      DescribedPredicate.describe(
          "JsonTypeInfo by name",
          annotation ->
              annotation.getRawType().isEquivalentTo(JsonTypeInfo.class)
                  && annotation.as(JsonTypeInfo.class).use() == JsonTypeInfo.Id.NAME);

  private static final ArchCondition<JavaClass> BE_SEALED =
      new ArchCondition<>("be sealed") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          if (!type.reflect().isSealed()) {
            events.add(SimpleConditionEvent.violated(type, type.getName() + " is not sealed"));
          }
        }
      };

  @ArchTest
  static final ArchRule javaSerialisation_isNeverUsed =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ObjectInput.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ObjectOutput.class)
          .orShould()
          .beAssignableTo(Externalizable.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(JavaSerializer.class);

  @ArchTest
  static final ArchRule ownFormOfASerialisedObject_isNeverDefined =
      noMethods()
          .should()
          .haveRawParameterTypes(ObjectInputStream.class)
          .orShould()
          .haveName("readResolve");

  @ArchTest
  static final ArchRule xmlDecoderAndRemoteObjects_areNeverUsed =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.beans..", "java.rmi..", "javax.naming..", "javax.script..");

  @ArchTest
  static final ArchRule jackson_neverReadsTheTypeFromTheText =
      noClasses()
          .should()
          .callMethodWhere(choosesTypes())
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(PolymorphicTypeValidator.class);

  /** Kinds that the code lists by name are no choice of the text's: no class is named there. */
  @ArchTest
  static final ArchRule jackson_readsKindsByTheNamesThatTheCodeLists =
      classes()
          .that()
          .areAnnotatedWith(JsonTypeInfo.class)
          .should()
          .beAnnotatedWith(BY_NAME)
          .andShould()
          .beAnnotatedWith(JsonSubTypes.class)
          .andShould(BE_SEALED);

  @Test
  void rules_classThatBreaksThem_isFound() {
    var offender = new ClassFileImporter().importClasses(Offender.class);

    assertThat(javaSerialisation_isNeverUsed.evaluate(offender).hasViolation()).isTrue();
    assertThat(xmlDecoderAndRemoteObjects_areNeverUsed.evaluate(offender).hasViolation()).isTrue();
    assertThat(jackson_neverReadsTheTypeFromTheText.evaluate(offender).hasViolation()).isTrue();
    var open = new ClassFileImporter().importClasses(OpenKind.class);
    assertThat(jackson_readsKindsByTheNamesThatTheCodeLists.evaluate(open).hasViolation()).isTrue();
    assertThat(ownFormOfASerialisedObject_isNeverDefined.evaluate(offender).hasViolation())
        .isTrue();
  }

  private static DescribedPredicate<JavaCall<?>> choosesTypes() {
    return DescribedPredicate.describe(
        "default typing of an ObjectMapper",
        call -> {
          CodeUnitCallTarget target = call.getTarget();
          return (target.getOwner().isAssignableTo(ObjectMapper.class)
                  || target.getOwner().isAssignableTo(MapperBuilder.class))
              && target.getName().matches("(activate|enable|set)DefaultTyping.*");
        });
  }

  /** A kind that the text may name as a class. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
  private interface OpenKind {}

  /** What nobody may write. */
  @SuppressWarnings("UnusedMethod") // the rule reads their byte code
  private static final class Offender {
    Object java(ObjectInputStream in) throws IOException, ClassNotFoundException {
      return in.readObject();
    }

    Object xml(InputStream in) {
      try (XMLDecoder decoder = new XMLDecoder(in)) {
        return decoder.readObject();
      }
    }

    ObjectMapper json() {
      return new ObjectMapper()
          .activateDefaultTyping(new ObjectMapper().getPolymorphicTypeValidator());
    }
  }
}
