package dev.aria.cli.command;

import dev.aria.cli.option.DataOptions;
import dev.aria.cli.option.InputFile;
import dev.aria.data.item.Caption;
import dev.aria.data.source.PromptTable;
import dev.aria.emoji.catalogue.EmojiCatalogue;
import dev.aria.emoji.catalogue.EmojiCorpus;
import dev.aria.emoji.catalogue.EmojiPrompt;
import dev.aria.operations.corpus.CorpusLoading;
import dev.aria.operations.corpus.PromptLines;
import dev.aria.operations.corpus.PromptTexts;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.stack.Servers;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aria corpus load}: appends prompts to a corpus. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description =
        "Append prompts to a corpus: a line a prompt, as plain text or as JSON with the fields "
            + "'prompt' and perhaps 'region' and 'teacher'; or the column of a table, .csv, .tsv or"
            + " .parquet, with its column 'teacher' where it has one. What makes no prompt is named"
            + " and passed over.")
public final class LoadCorpusCommand implements Callable<Integer> {
  private static final Path STANDARD_INPUT = Path.of("-");

  @Spec private CommandSpec spec;

  @Mixin private DataOptions options;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "UTF-8 file to read; - is the standard input.")
  private Optional<Path> file;

  @Option(
      names = "--column",
      paramLabel = "NAME",
      description = "Column of a table that holds the prompts (default: text, caption or prompt).")
  private Optional<String> column;

  @Option(names = "--emoji", description = "Load the prompts of the built-in problem instead.")
  private boolean emoji;

  @Option(
      names = "--corpus",
      paramLabel = "NAME",
      defaultValue = "emoji",
      description = "Corpus to append to (default: ${DEFAULT-VALUE}).")
  private String corpus;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings that say how to reach Kafka (default: $ARIA_CONFIG, if set).")
  private Optional<Path> config;

  @Override
  public Integer call() throws IOException {
    checkArguments();
    try (Servers servers = options.servers(settings());
        Cluster cluster = Connections.cluster(servers.kafka())) {
      CorpusLoading loading = new CorpusLoading(cluster, corpus);
      if (emoji) {
        say(loading.append(builtIn()), 0);
        return 0;
      }
      if (file.filter(PromptTable::is).isPresent()) {
        return loadTable(loading);
      }
      PromptLines lines = new PromptLines(spec.commandLine().getErr()::println);
      try (InputStream in = open()) {
        long loaded = loading.appendAll(lines.read(in));
        say(loaded, lines.refused());
        return loaded == 0 ? 1 : 0;
      }
    }
  }

  private int loadTable(CorpusLoading loading) {
    PromptTexts texts = new PromptTexts(spec.commandLine().getErr()::println);
    try (Stream<Caption> rows = PromptTable.prompts(file.orElseThrow(), column, texts::refuse)) {
      long loaded =
          loading.appendAll(rows.flatMap(row -> texts.prompt(row.text(), row.teacher()).stream()));
      say(loaded, texts.refused());
      return loaded == 0 ? 1 : 0;
    }
  }

  private Settings settings() {
    return config.map(file -> Settings.load("--config", file.toString())).orElseGet(Settings::load);
  }

  private void checkArguments() {
    if (emoji == file.isPresent()) {
      throw refused("name a file, or - for the standard input, or say --emoji");
    }
    if (!corpus.matches("[a-zA-Z0-9_-]{1,60}")) {
      throw refused(
          "corpus '%s' may hold only letters, digits, '_' and '-', at most 60".formatted(corpus));
    }
    file.filter(name -> !name.equals(STANDARD_INPUT))
        .ifPresent(name -> InputFile.check(spec, "file", name));
    if (column.isPresent() && file.filter(PromptTable::is).isEmpty()) {
      throw refused("--column is for a table, .csv, .tsv or .parquet");
    }
    config.ifPresent(name -> InputFile.check(spec, "settings file", name));
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private InputStream open() throws IOException {
    Path name = file.orElseThrow();
    return name.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(name);
  }

  private static Iterable<String> builtIn() {
    return EmojiCorpus.of(EmojiCatalogue.load()).prompts().stream().map(EmojiPrompt::text).toList();
  }

  private void say(long loaded, long refused) {
    spec.commandLine()
        .getOut()
        .printf("%d prompts appended to corpus '%s', %d lines refused%n", loaded, corpus, refused);
  }
}
