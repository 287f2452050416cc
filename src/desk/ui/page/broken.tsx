import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import type { Words } from '../words/ja';
import { Still } from './still';

/** Stands in for a page that failed. */
export class Broken extends Component<
  { readonly words: Words; readonly children: ReactNode },
  { readonly isBroken: boolean }
> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    if (!this.state.isBroken) return this.props.children;
    const { broken } = this.props.words;
    return (
      <main className="alone">
        <Still title={broken.title} text={broken.text}>
          <Button onClick={() => location.reload()}>{broken.reload}</Button>
        </Still>
      </main>
    );
  }
}
