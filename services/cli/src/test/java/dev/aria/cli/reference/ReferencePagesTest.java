package dev.aria.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import dev.aria.cli.command.AriaCommand;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class ReferencePagesTest {
  private static final Path COMMITTED = Path.of("../../docs/reference");
  private static final String ADVICE =
      "%s is stale; run: ./aria reference docs/reference, and commit what it writes";

  @Test
  void pages_ofTheCode_areTheCommittedOnes() {
    Map<String, String> pages = ReferenceCommand.pages(new CommandLine(new AriaCommand()));

    assertThat(pages)
        .allSatisfy(
            (name, text) ->
                assertThat(COMMITTED.resolve(name)).as(ADVICE, name).content().isEqualTo(text));
  }

  @Test
  void settings_asReadFromTheText_areThoseThatHoconKnows() {
    Set<String> read = new TreeSet<>();
    SettingsPage.files()
        .forEach(file -> file.settings().forEach(setting -> read.add(setting.path())));
    read.removeIf(key -> !key.startsWith("aria.") || key.startsWith("aria.pinned."));
    read.remove("aria.kafka.client"); // an empty section to HOCON

    Set<String> known = new TreeSet<>();
    ConfigFactory.parseResources("reference.conf")
        .resolve(ConfigResolveOptions.noSystem())
        .getConfig("aria")
        .entrySet()
        .forEach(entry -> known.add("aria." + entry.getKey()));
    known.removeIf(key -> key.startsWith("aria.pinned."));
    assertThat(read).isEqualTo(known);
  }

  @Test
  void settings_each_haveAMeaningAndAVariable() {
    assertThat(SettingsPage.files())
        .flatExtracting(ReferenceConf::settings)
        .filteredOn(setting -> setting.section().startsWith("aria."))
        .filteredOn(setting -> !setting.section().equals("aria.pinned"))
        .filteredOn(setting -> !setting.path().equals("aria.kafka.client"))
        .allSatisfy(setting -> assertThat(setting.variable()).as(setting.path()).isNotBlank());
  }
}
