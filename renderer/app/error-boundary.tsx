import { Component, type ReactNode } from 'react';
import { isCoded } from '../../native-bridges/contract/errors.ts';
import { rendererError } from '../domain/errors.ts';
import { FailureScreen } from './failure-screen.tsx';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** Writes the code to the log. */
  readonly report: (code: string) => void;
}

/** Catches what a screen throws while drawing, and shows a screen that says so instead of nothing. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly code: string | null }> {
  override state: { readonly code: string | null } = { code: null };

  static getDerivedStateFromError(error: unknown): { code: string } {
    return { code: codeOf(error) };
  }

  override componentDidCatch(error: unknown): void {
    this.props.report(codeOf(error));
  }

  override render(): ReactNode {
    return this.state.code === null ? this.props.children : <FailureScreen code={this.state.code} />;
  }
}

function codeOf(error: unknown): string {
  return (isCoded(error) ? error : rendererError('SCREEN_FAILED')).code;
}
