package dev.aria.models.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LibtorchContextTest {
  @Test
  void chooseDeterministicKernels_loadedLibtorch_isSwitchedOnAndStaysSo() {
    boolean hasGpu = TorchEngine.start().getGpuCount() > 0;
    LibtorchContext context = LibtorchContext.loaded();
    assertThat(context.isDeterministic()).as("switched on where there is a GPU").isEqualTo(hasGpu);

    context.chooseDeterministicKernels();

    assertThat(LibtorchContext.loaded().isDeterministic()).isTrue();
  }
}
